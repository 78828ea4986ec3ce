import { useMemo, useState } from 'react'
import { useStore } from 'zustand'
import type { MessageId } from '../../i18n/i18n.ts'
import { useT } from '../../i18n/use-t.ts'
import { closeDialog, pageStore, useDialog } from '../../page/page-store.ts'
import { useSession } from '../../session/react.tsx'
import { Button } from '../../ui/button.tsx'
import { Dialog } from '../../ui/dialog.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { filmType } from './film.ts'
import { FilmSection } from './film-section.tsx'
import { OptionsForm } from './options-form.tsx'
import { canCopy, copyPicture, pictureFile } from './picture-file.ts'
import { fitsCanvas, type PictureOptions, type PictureSource, pictureOf, sizeOf } from './picture-options.ts'
import { Preview } from './preview.tsx'
import './picture.css'

interface PictureDialogProps {
  readonly source: PictureSource
  /** The link of the design, for the metadata of the files; rejects where there can be none. */
  readonly link: () => Promise<string>
}

const close = () => closeDialog()

/** Pictures of the design and of what the run says about it, to save, to copy and to record. */
export function PictureDialog({ source, link }: PictureDialogProps) {
  const t = useT()
  const open = useDialog('picture')
  return (
    <Dialog open={open} onClose={close} title={t('picture.title')} closeLabel={t('dialog.close')}>
      <PictureForm source={source} link={link} />
    </Dialog>
  )
}

function PictureForm({ source, link }: PictureDialogProps) {
  const session = useSession()
  const t = useT()
  const title = useStore(session.design, (state) => state.design.title)
  const [options, setOptions] = useState<PictureOptions>(firstOptions)
  const [said, setSaid] = useState<MessageId>('picture.link')
  const [film, setFilm] = useState<HTMLCanvasElement | null>(null)
  const type = useMemo(filmType, [])
  const size = sizeOf(pictureOf(source, { ...options, numbers: false }, t.language), Number(options.scale))
  const tooLarge = options.format === 'png' && !fitsCanvas(size)
  const fileWith = (address: string | null) =>
    pictureFile(pictureOf(source, options, t.language), {
      format: options.format,
      scale: Number(options.scale),
      title,
      link: address,
    })
  const save = async () => {
    const address = await link().catch(() => null)
    const file = await fileWith(address)
    if (file.ok) saveFile(title, options.format, file.value)
    setSaid(!file.ok ? 'picture.failed' : address === null ? 'picture.savedNoLink' : 'picture.saved')
  }
  const copy = async () => {
    const file = link()
      .catch(() => null)
      .then(fileWith)
      .then((made) => (made.ok ? made.value : Promise.reject(new Error(made.error))))
    setSaid(
      await copyPicture(options.format, file).then(
        () => 'picture.copied' as const,
        () => 'picture.copyFailed' as const,
      ),
    )
  }
  const change = (next: PictureOptions) => {
    setOptions(next)
    setSaid('picture.link')
  }
  return (
    <div className="picture">
      <Preview source={source} options={options} film={film} />
      <OptionsForm options={options} onChange={change} />
      <div className="picture-actions">
        <Button variant="primary" icon="download" disabled={tooLarge} onClick={() => void save()}>
          {t('picture.save')}
        </Button>
        {canCopy() ? (
          <Button variant="line" icon="copy" disabled={tooLarge} onClick={() => void copy()}>
            {t('picture.copy')}
          </Button>
        ) : null}
        <span className="picture-size">
          {t('picture.size', {
            width: size.width.toLocaleString(t.language),
            height: size.height.toLocaleString(t.language),
          })}
        </span>
      </div>
      <p role="status" className="picture-note">
        {t(tooLarge ? 'picture.tooLarge' : said)}
      </p>
      {type === null ? null : (
        <FilmSection type={type} source={source} options={options} name={title} onFilm={setFilm} />
      )}
    </div>
  )
}

/** Everything, twice as fine, as the page looks at the moment: what most people want to paste somewhere. */
const firstOptions = (): PictureOptions => ({
  format: 'png',
  area: 'all',
  theme: pageStore.getState().theme,
  scale: '2',
  numbers: true,
})
