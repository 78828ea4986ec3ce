import { useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { useReading, useRunState, useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { FILM_SECONDS, FILM_SPANS, type Film, recordFilm, reelOfLast, takeNext, takePast } from './film.ts'
import { Choice } from './options-form.tsx'
import type { PictureOptions, PictureSource } from './picture-options.ts'

interface FilmSectionProps {
  readonly type: string
  readonly source: PictureSource
  readonly options: PictureOptions
  readonly name: string
  /** Told what is being recorded, and null when that is over. */
  readonly onFilm: (canvas: HTMLCanvasElement | null) => void
}

/** Records the last or the next seconds of the run. Closing the dialog cancels. */
export function FilmSection({ type, source, options, name, onFilm }: FilmSectionProps) {
  const session = useSession()
  const t = useT()
  const { status } = useRunState()
  const [span, setSpan] = useState<(typeof FILM_SPANS)[number]>('last')
  const [seconds, setSeconds] = useState<(typeof FILM_SECONDS)[number]>('5')
  const [left, setLeft] = useState<number | null>(null)
  const [failed, setFailed] = useState(false)
  const film = useRef<Film | null>(null)
  const kept = useReading(() => tenthsOf(reelOfLast(session.run.frames, Number(seconds)).seconds))
  useEffect(() => () => film.current?.cancel(), [])
  const start = async () => {
    setFailed(false)
    const length = Number(seconds)
    const take =
      span === 'next' ? takeNext(source, length) : takePast(source, reelOfLast(session.run.frames, length))
    if (!take) return
    try {
      film.current = recordFilm(take, { type, picture: options, language: t.language, onLeft: setLeft })
      onFilm(film.current.canvas)
      const file = await film.current.done
      if (file) saveFile(name, 'webm', file)
    } catch {
      setFailed(true)
    }
    film.current = null
    onFilm(null)
    setLeft(null)
  }
  const paused = span === 'next' && status !== 'playing'
  const empty = span === 'last' && kept === 0
  const said = failed
    ? t('picture.film.failed')
    : left !== null
      ? t('picture.film.running', { left: Math.max(0, left) })
      : paused
        ? t('picture.film.paused')
        : empty
          ? t('picture.film.empty')
          : span === 'last' && kept < Number(seconds)
            ? t('picture.film.short', { value: kept })
            : t(`picture.film.help.${span}`)
  return (
    <section className="picture-film" aria-label={t('picture.film')}>
      <Choice label={t('picture.film')}>
        <Segmented
          label={t('picture.film.span')}
          value={span}
          options={FILM_SPANS.map((value) => ({ value, label: t(`picture.film.span.${value}`) }))}
          onChange={setSpan}
        />
        <Segmented
          label={t('picture.film.length')}
          value={seconds}
          options={FILM_SECONDS.map((value) => ({ value, label: t('picture.film.seconds', { value }) }))}
          onChange={setSeconds}
        />
        {left === null ? (
          <Button variant="line" disabled={paused || empty} onClick={() => void start()}>
            {t('picture.film.start')}
          </Button>
        ) : (
          <Button variant="line" onClick={() => film.current?.cancel()}>
            {t('picture.film.stop')}
          </Button>
        )}
      </Choice>
      <p role="status" className="picture-note">
        {said}
      </p>
    </section>
  )
}

const tenthsOf = (seconds: number): number => Math.floor(seconds * 10) / 10
