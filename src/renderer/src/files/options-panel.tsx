import { ActionIcon, Select, Switch } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { PlanOptions } from '../../../shared/model/plan.ts'
import type { Settings } from '../../../shared/model/settings.ts'
import { optionsText } from '../words/options-text.ts'
import { dropMode, intentOf } from './drop-mode.ts'
import { MoreOptions } from './more-options.tsx'
import { UsualFields } from './options-fields.tsx'
import { type BatchChoices, batchChoices, optionsFor, optionsOpen } from './options-state.ts'
import { chooseFolderForResults, chooseForBatch, putBesideOriginals } from './plan-actions.ts'
import { planState } from './plan-state.ts'
import { RecoverySwitch } from './recovery-field.tsx'

/** The docked panel with the choices for the next batch. */
export function OptionsPanel({ settings }: { readonly settings: Settings }) {
  const choices = batchChoices.use()
  const state = planState.use()
  const mode = dropMode.use()
  const plan = state.kind === 'ready' ? state.plan : null
  const options = optionsFor(settings, choices, plan?.options.intent ?? intentOf(mode))
  return (
    <aside className="side" aria-label={optionsText.title}>
      <div className="stack">
        <div className="row">
          <h2 className="grow">{optionsText.title}</h2>
          <ActionIcon aria-label={optionsText.close} onClick={() => optionsOpen.set(false)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
        {options.intent === 'verify' ? (
          <p className="mid soft">{optionsText.none}</p>
        ) : (
          <>
            <WhereTo folder={choices.folder} />
            <UsualFields
              value={options}
              onChange={(change) => void chooseForBatch(change)}
              intent={options.intent}
              checkAlways={options.original === 'trash'}
            />
            <RecoverySwitch
              options={options}
              plan={plan}
              onChange={(change) => void chooseForBatch(change)}
            />
            <Originals options={options} />
            <MoreOptions options={options} settings={settings} plan={plan} />
            <p className="small dim">{optionsText.forBatch}</p>
          </>
        )}
      </div>
    </aside>
  )
}

function Originals({ options }: { readonly options: PlanOptions }) {
  const moves = options.intent === 'move'
  return (
    <Switch
      checked={options.original === 'trash'}
      onChange={(event) => void chooseForBatch({ original: event.currentTarget.checked ? 'trash' : 'keep' })}
      label={moves ? optionsText.replace : optionsText.trash}
      description={moves ? optionsText.replaceNote : optionsText.trashNote}
    />
  )
}

function WhereTo({ folder }: { readonly folder: BatchChoices['folder'] }) {
  return (
    <Select
      label={optionsText.put}
      data={[
        { value: 'beside', label: optionsText.beside },
        ...(folder === undefined ? [] : [{ value: 'folder', label: folder.label }]),
        {
          value: 'choose',
          label: folder === undefined ? optionsText.inFolder : optionsText.changeFolder,
        },
      ]}
      value={folder === undefined ? 'beside' : 'folder'}
      onChange={chooseOutput}
    />
  )
}

function chooseOutput(choice: string | null): void {
  if (choice === 'beside') void putBesideOriginals()
  else if (choice === 'choose') void chooseFolderForResults()
}
