import { useEffect, useRef } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { paintOn } from './picture-file.ts'
import { type PictureOptions, type PictureSource, pictureOf } from './picture-options.ts'

/** The run goes on behind the dialog; its numbers change as often as on the canvas. */
const PAINT_MS = 250
const PIXEL_RATIO_MAX = 2

interface PreviewProps {
  readonly source: PictureSource
  readonly options: PictureOptions
  /** The canvas of a film while it is recorded. */
  readonly film: HTMLCanvasElement | null
}

/** The picture as it would be saved now, or the film that is being recorded. */
export function Preview({ source, options, film }: PreviewProps) {
  return film ? <FilmPreview canvas={film} /> : <StillPreview source={source} options={options} />
}

function FilmPreview({ canvas }: { readonly canvas: HTMLCanvasElement }) {
  const t = useT()
  const ref = useRef<HTMLDivElement>(null)
  useEffect(() => {
    ref.current?.append(canvas)
    return () => canvas.remove()
  }, [canvas])
  return <div ref={ref} className="picture-preview" role="img" aria-label={t('picture.film.preview')} />
}

function StillPreview({ source, options }: Omit<PreviewProps, 'film'>) {
  const t = useT()
  const ref = useRef<HTMLCanvasElement>(null)
  useEffect(() => {
    const paint = () => {
      const canvas = ref.current
      if (!canvas || canvas.clientWidth === 0 || document.hidden) return
      const ratio = Math.min(PIXEL_RATIO_MAX, devicePixelRatio || 1)
      paintOn(canvas, pictureOf(source, options, t.language), {
        width: Math.round(canvas.clientWidth * ratio),
        height: Math.round(canvas.clientHeight * ratio),
      })
    }
    const first = requestAnimationFrame(paint)
    const timer = setInterval(paint, PAINT_MS)
    return () => {
      cancelAnimationFrame(first)
      clearInterval(timer)
    }
  }, [source, options, t.language])
  return <canvas ref={ref} className="picture-preview" role="img" aria-label={t('picture.preview')} />
}
