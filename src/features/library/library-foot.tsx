import { useEffect, useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import { Button } from '../../ui/button.tsx'
import { bytesText } from './time-ago.ts'

interface Storage {
  readonly used: number
  readonly quota: number
  /** Null where the browser does not say. */
  readonly persisted: boolean | null
}

/** Where the designs are kept, how much room there is, and whether the browser may throw them away. */
export function LibraryFoot({ bytes }: { readonly bytes: number }) {
  const t = useT()
  const [storage, setStorage] = useState<Storage | null>(null)
  const [refused, setRefused] = useState(false)
  // biome-ignore lint/correctness/useExhaustiveDependencies: what is used changes with what is kept.
  useEffect(() => {
    let gone = false
    void storageNow().then((now) => !gone && setStorage(now))
    return () => {
      gone = true
    }
  }, [bytes])
  const persist = async () => {
    const persisted = await navigator.storage.persist().catch(() => false)
    setRefused(!persisted)
    setStorage(await storageNow())
  }
  return (
    <footer className="library-foot">
      <span>{t('library.lead')}</span>
      {storage && storage.quota > 0 ? (
        <span>
          {t('library.storage', { used: bytesText(storage.used, t), quota: bytesText(storage.quota, t) })}
        </span>
      ) : null}
      {storage?.persisted === true ? <span>{t('library.persisted')}</span> : null}
      {storage?.persisted === false ? (
        <>
          <span role="status">{t(refused ? 'library.persistRefused' : 'library.notPersisted')}</span>
          {refused ? null : (
            <Button variant="line" onClick={() => void persist()}>
              {t('library.persist')}
            </Button>
          )}
        </>
      ) : null}
    </footer>
  )
}

/** Null where the browser says nothing about its storage, as on plain http. */
async function storageNow(): Promise<Storage | null> {
  try {
    const { usage = 0, quota = 0 } = await navigator.storage.estimate()
    return { used: usage, quota, persisted: await navigator.storage.persisted() }
  } catch {
    return null
  }
}
