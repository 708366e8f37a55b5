import { Button, Loader } from '@mantine/core'
import { IconAdjustmentsHorizontal } from '@tabler/icons-react'
import type { Settings } from '../../../shared/model/settings.ts'
import { useHistory } from '../data/history.ts'
import { useJobs } from '../data/jobs-store.ts'
import { EncryptTo } from '../picker/encrypt-to.tsx'
import { Head } from '../ui/head.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { VaultNotice } from '../vault/vault-notice.tsx'
import { pickerText } from '../words/picker-text.ts'
import { filesText } from '../words/files-text.ts'
import { BatchHead } from './batch-head.tsx'
import { BatchResult } from './batch-result.tsx'
import { useCurrentMode } from './current-mode.ts'
import { dropMode } from './drop-mode.ts'
import { DropSlim, DropTarget } from './drop-target.tsx'
import { Hints } from './hints.tsx'
import { InspectDrawer } from './inspect-drawer.tsx'
import { Interrupted } from './interrupted.tsx'
import { JobDetails } from './job-details.tsx'
import { JobList } from './job-list.tsx'
import { newestBatch, runningBatches } from './job-sections.ts'
import { ModeChoice } from './mode-choice.tsx'
import { OptionsPanel } from './options-panel.tsx'
import { optionsOpen } from './options-state.ts'
import { discardPlan } from './plan-reading.ts'
import { type PlanOrigin, planState } from './plan-state.ts'
import { PlanView } from './plan-view.tsx'

/** The Files page: drop, plan, rows. */
export function FilesPage({ settings }: { readonly settings: Settings }) {
  const plan = planState.use()
  const open = optionsOpen.use()
  return (
    <>
      <Head title="Files" lead={<Lead />} line={plan.kind === 'ready' || open}>
        <Button
          variant={open ? 'default' : 'subtle'}
          aria-expanded={open}
          leftSection={<IconAdjustmentsHorizontal size={16} stroke={1.75} aria-hidden />}
          onClick={() => optionsOpen.set(!open)}
        >
          {filesText.options}
        </Button>
      </Head>
      {plan.kind === 'ready' ? (
        <PlanView state={plan} settings={settings} />
      ) : (
        <div className="split">
          {plan.kind === 'reading' ? <Reading origin={plan.origin} /> : <Rows />}
          {open && <OptionsPanel settings={settings} />}
        </div>
      )}
      <JobDetails />
      <InspectDrawer />
    </>
  )
}

/** The keys that are written to; what writes nothing has none. */
function Lead() {
  const mode = useCurrentMode()
  if (mode === 'auto') return <EncryptTo />
  return mode === 'move' ? <EncryptTo label={pickerText.moveTo} /> : null
}

function Reading({ origin }: { readonly origin: PlanOrigin }) {
  return (
    <div className="reading">
      <Loader size={24} type="oval" aria-hidden />
      <output className="reading-words">
        <div className="strong">{filesText.reading[origin]}</div>
        <div className="mid dim">{filesText.readingNote}</div>
      </output>
      <Button onClick={() => void discardPlan()}>{filesText.cancel}</Button>
    </div>
  )
}

/** What is shown while there is no plan: the drop target, and the rows of what was done. */
function Rows() {
  const jobs = useJobs()
  const plan = planState.use()
  const mode = dropMode.use()
  const past = useHistory('').data?.pages[0]
  const empty = jobs.rows.size === 0 && (past === undefined || (past.total === 0 && past.problem === null))
  const running = runningBatches(jobs)
  const last = newestBatch(jobs)
  return (
    <div className="body fill grow">
      <div className="stackgap">
        <VaultNotice />
        {plan.kind === 'failed' && (
          <ProblemPanel problem={plan.problem}>
            <Button size="compact-sm" onClick={() => void discardPlan()}>
              {filesText.dismiss}
            </Button>
          </ProblemPanel>
        )}
        {jobs.interrupted.map((batch) => (
          <Interrupted key={batch.id} batch={batch} />
        ))}
        {running.length === 0 && <ModeChoice />}
        {!empty && running.length === 0 && <DropSlim />}
        {running.length === 0 && last !== undefined && <BatchResult batch={last} />}
        {running.map((batch) => (
          <BatchHead key={batch.id} batch={batch} />
        ))}
      </div>
      {empty ? (
        // Whether there is a history is known in a moment: what is shown for an empty one waits for that.
        <>
          <DropTarget className={past === undefined ? 'late' : ''} />
          {mode === 'auto' && <Hints />}
        </>
      ) : (
        <JobList jobs={jobs} />
      )}
    </div>
  )
}
