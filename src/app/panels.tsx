import { type ComponentType, Suspense } from 'react'
import type { FeaturePanel, PanelPlace, PartProps } from '../page/feature.ts'
import { lazyPart } from '../page/with-words.ts'
import { documentActions } from './documents.ts'
import { FEATURES } from './features.ts'
import { Part } from './part.tsx'

interface LoadedPanel extends FeaturePanel {
  readonly Content: ComponentType<PartProps>
}

const PANELS: readonly LoadedPanel[] = FEATURES.flatMap(({ panel }) =>
  panel ? [{ ...panel, Content: lazyPart(panel.load) }] : [],
)

/** The panels of one place, each in a boundary of its own. */
export default function Panels({ place }: { readonly place: PanelPlace }) {
  return PANELS.filter((panel) => panel.place === place).map((panel, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: the list of panels never changes.
    <Part key={index} name="panel">
      <Panel panel={panel} />
    </Part>
  ))
}

function Panel({ panel: { Content, useShown } }: { readonly panel: LoadedPanel }) {
  return useShown() ? (
    <Suspense fallback={null}>
      <Content actions={documentActions} features={FEATURES} />
    </Suspense>
  ) : null
}
