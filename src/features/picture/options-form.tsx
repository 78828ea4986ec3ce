import type { ReactNode } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Segmented } from '../../ui/segmented.tsx'
import { Switch } from '../../ui/switch.tsx'
import { AREAS, FORMATS, type PictureOptions, SCALES } from './picture-options.ts'

interface OptionsFormProps {
  readonly options: PictureOptions
  readonly onChange: (options: PictureOptions) => void
}

/** What the picture shows, and how. */
export function OptionsForm({ options, onChange }: OptionsFormProps) {
  const t = useT()
  const change = <K extends keyof PictureOptions>(key: K, value: PictureOptions[K]) =>
    onChange({ ...options, [key]: value })
  return (
    <div className="picture-options">
      <Choice label={t('picture.area')}>
        <Segmented
          label={t('picture.area')}
          value={options.area}
          options={AREAS.map((value) => ({ value, label: t(`picture.area.${value}`) }))}
          onChange={(value) => change('area', value)}
        />
      </Choice>
      <Choice label={t('picture.theme')}>
        <Segmented
          label={t('picture.theme')}
          value={options.theme}
          options={(['dark', 'light'] as const).map((value) => ({ value, label: t(`theme.${value}`) }))}
          onChange={(value) => change('theme', value)}
        />
      </Choice>
      <Choice label={t('picture.format')}>
        <Segmented
          label={t('picture.format')}
          value={options.format}
          options={FORMATS.map((value) => ({ value, label: value.toUpperCase() }))}
          onChange={(value) => change('format', value)}
        />
      </Choice>
      <Choice label={t('picture.scale')}>
        <Segmented
          label={t('picture.scale')}
          value={options.scale}
          options={SCALES.map((value) => ({ value, label: `${value}×` }))}
          onChange={(value) => change('scale', value)}
        />
      </Choice>
      <Choice label={t('picture.numbers')}>
        <Switch
          aria-label={t('picture.numbers')}
          checked={options.numbers}
          onChange={(value) => change('numbers', value)}
        />
      </Choice>
    </div>
  )
}

export function Choice({ label, children }: { readonly label: string; readonly children: ReactNode }) {
  return (
    <div className="picture-choice">
      <span aria-hidden="true">{label}</span>
      {children}
    </div>
  )
}
