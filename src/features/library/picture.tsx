import { type RefObject, useEffect, useRef, useState } from 'react'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import { miniature } from '../../scene/miniature.ts'
import { Miniature } from '../../ui/miniature.tsx'

/** Cards this far outside of what is seen are made before they are scrolled to. */
const NEAR = '400px'

interface PictureProps {
  /** Whether it is about to be seen; before that nothing is loaded. */
  readonly near: boolean
  /** Rejects never; null where the document cannot be read. */
  readonly load: () => Promise<Design | null>
}

/** The miniature of a kept design. Another document or revision needs another key. */
export function Picture({ near, load }: PictureProps) {
  const t = useT()
  const [shapes, setShapes] = useState<ReturnType<typeof miniature> | null | 'unseen'>('unseen')
  const latest = useRef(load)
  latest.current = load
  useEffect(() => {
    if (!near) return
    let gone = false
    void latest.current().then((design) => !gone && setShapes(design && miniature(design)))
    return () => {
      gone = true
    }
  }, [near])
  return (
    <div className="library-picture">
      {shapes === 'unseen' ? null : shapes === null ? (
        <span className="library-unreadable">{t('library.unreadablePicture')}</span>
      ) : (
        <Miniature shapes={shapes} className="gallery-schematic" />
      )}
    </div>
  )
}

/** Whether an element has come near to being seen; then it stays so. */
export function useNear(element: RefObject<HTMLElement | null>): boolean {
  const [near, setNear] = useState(!('IntersectionObserver' in window))
  useEffect(() => {
    if (element.current === null || !('IntersectionObserver' in window)) return
    const observer = new IntersectionObserver(
      (entries) => {
        if (!entries.some(({ isIntersecting }) => isIntersecting)) return
        observer.disconnect()
        setNear(true)
      },
      { rootMargin: NEAR },
    )
    observer.observe(element.current)
    return () => observer.disconnect()
  }, [element])
  return near
}
