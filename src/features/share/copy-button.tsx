import { useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Button, type ButtonProps } from '../../ui/button.tsx'
import { copyText } from '../../ui/copy-text.ts'

interface CopyButtonProps extends Pick<ButtonProps, 'variant'> {
  /** What it copies, and what it says while there is nothing to tell. */
  readonly text: string
  readonly label: string
  /** The browser lets the page copy nothing: whoever shows the text selects it. */
  readonly onRefused: () => void
}

/** Copies a text and says so. A text that has changed since has not been copied. */
export function CopyButton({ text, label, onRefused, variant = 'line' }: CopyButtonProps) {
  const t = useT()
  const [copied, setCopied] = useState('')
  const done = copied === text && copied !== ''
  const copy = async () => {
    if (await copyText(text)) setCopied(text)
    else onRefused()
  }
  return (
    <Button variant={variant} icon={done ? 'check' : 'copy'} onClick={() => void copy()}>
      <span aria-live="polite">{done ? t('share.copied') : label}</span>
    </Button>
  )
}
