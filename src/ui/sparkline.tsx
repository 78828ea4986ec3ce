import { useEffect, useRef } from 'react'

interface SparklineProps {
  /** From old to new, 0 to 1; NaN leaves a gap. */
  readonly values: readonly number[]
  /** Height at which a dotted line is drawn, 0 to 1. */
  readonly threshold: number
  /** A custom property of the tokens. */
  readonly colour: string
  /** What it shows, in words. */
  readonly label: string
  readonly height: number
}

/** A small line over a filled area, painted on a canvas so that a new value costs no layout. */
export function Sparkline({ values, threshold, colour, label, height }: SparklineProps) {
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const canvas = ref.current
    if (canvas) paint(canvas, values, threshold, colour)
  }, [values, threshold, colour])
  return <canvas ref={ref} className="ui-spark" style={{ height }} role="img" aria-label={label} />
}

function paint(
  canvas: HTMLCanvasElement,
  values: readonly number[],
  threshold: number,
  colour: string,
): void {
  const context = canvas.getContext('2d')
  if (!context) return
  const ratio = Math.min(2, window.devicePixelRatio || 1)
  const width = canvas.clientWidth
  const height = canvas.clientHeight
  if (canvas.width !== width * ratio) canvas.width = width * ratio
  if (canvas.height !== height * ratio) canvas.height = height * ratio
  context.setTransform(ratio, 0, 0, ratio, 0, 0)
  context.clearRect(0, 0, width, height)
  const style = getComputedStyle(canvas)
  const ink = style.getPropertyValue(colour)
  const x = (index: number) => (index / Math.max(1, values.length - 1)) * width
  const y = (value: number) => 2 + (1 - Math.min(1, value)) * (height - 4)
  context.strokeStyle = style.getPropertyValue('--ink3')
  context.setLineDash([2, 3])
  line(context, [0, y(threshold)], [width, y(threshold)])
  context.setLineDash([])
  context.beginPath()
  let from = Number.NaN
  let to = Number.NaN
  values.forEach((value, index) => {
    if (Number.isNaN(value)) return
    if (Number.isNaN(from)) from = x(index)
    to = x(index)
    if (from === to) context.moveTo(from, y(value))
    else context.lineTo(to, y(value))
  })
  if (Number.isNaN(from)) return
  context.strokeStyle = ink
  context.lineWidth = 1.5
  context.stroke()
  context.lineTo(to, height)
  context.lineTo(from, height)
  context.globalAlpha = 0.16
  context.fillStyle = ink
  context.fill()
  context.globalAlpha = 1
}

function line(context: CanvasRenderingContext2D, from: [number, number], to: [number, number]): void {
  context.beginPath()
  context.moveTo(...from)
  context.lineTo(...to)
  context.stroke()
}
