import { useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { useRunState } from '../../runtime/react.ts'
import { Button } from '../../ui/button.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { FILM_SECONDS, type Film, recordFilm } from './film.ts'
import { Choice } from './options-form.tsx'
import type { PictureOptions, PictureSource } from './picture-options.ts'

interface FilmSectionProps {
  readonly type: string
  readonly source: PictureSource
  readonly options: PictureOptions
  readonly name: string
}

/** Records the next seconds of the run. Closing the dialog cancels. */
export function FilmSection({ type, source, options, name }: FilmSectionProps) {
  const t = useT()
  const { status } = useRunState()
  const [seconds, setSeconds] = useState<(typeof FILM_SECONDS)[number]>('5')
  const [left, setLeft] = useState<number | null>(null)
  const [failed, setFailed] = useState(false)
  const film = useRef<Film | null>(null)
  useEffect(() => () => film.current?.cancel(), [])
  const start = async () => {
    setFailed(false)
    try {
      film.current = recordFilm(source, {
        type,
        seconds: Number(seconds),
        picture: options,
        language: t.language,
        onLeft: setLeft,
      })
      const file = await film.current.done
      if (file) saveFile(name, 'webm', file)
    } catch {
      setFailed(true)
    }
    film.current = null
    setLeft(null)
  }
  const paused = status !== 'playing'
  const said = failed
    ? t('picture.film.failed')
    : left !== null
      ? t('picture.film.running', { left: Math.max(0, left) })
      : paused
        ? t('picture.film.paused')
        : t('picture.film.help')
  return (
    <section className="picture-film" aria-label={t('picture.film')}>
      <Choice label={t('picture.film')}>
        <Segmented
          label={t('picture.film.length')}
          value={seconds}
          options={FILM_SECONDS.map((value) => ({ value, label: t('picture.film.seconds', { value }) }))}
          onChange={setSeconds}
        />
        {left === null ? (
          <Button variant="line" disabled={paused} onClick={() => void start()}>
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
