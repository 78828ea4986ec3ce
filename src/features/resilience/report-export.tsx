import type { ResilienceReport } from '../../analysis/resilience/plan.ts'
import { useT } from '../../i18n/use-t.ts'
import type { Design } from '../../model/design.ts'
import type { Names } from '../../reading/resilience-sentence.ts'
import { resilienceCsv, resilienceJson, resilienceMarkdown } from '../../reading/resilience-text.ts'
import { POOL_ENGINE } from '../../runtime/run-pool.ts'
import { Button } from '../../ui/button.tsx'
import { saveFile } from '../../ui/save-file.ts'

interface ReportExportProps {
  readonly design: Design
  readonly report: ResilienceReport
  readonly name: Names
}

/** The report to take along: the bytes that the shell prints. */
export function ReportExport({ design, report, name }: ReportExportProps) {
  const t = useT()
  const told = { design, report, engine: POOL_ENGINE, name, t }
  const save = (ending: string, type: string, text: string): void =>
    saveFile(`${design.title} resilience`, ending, new Blob([text], { type }))
  return (
    <div className="proof-actions">
      <Button variant="line" icon="download" onClick={() => save('csv', 'text/csv', resilienceCsv(told))}>
        {t('resilience.saveCsv')}
      </Button>
      <Button
        variant="line"
        icon="download"
        onClick={() => save('json', 'application/json', resilienceJson(told))}
      >
        {t('resilience.saveJson')}
      </Button>
      <Button
        variant="line"
        icon="download"
        onClick={() => save('md', 'text/markdown', resilienceMarkdown(told))}
      >
        {t('resilience.saveMarkdown')}
      </Button>
      <Button variant="line" icon="note" onClick={() => window.print()}>
        {t('resilience.print')}
      </Button>
    </div>
  )
}
