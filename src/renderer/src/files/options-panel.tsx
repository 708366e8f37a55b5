import { ActionIcon, Select } from '@mantine/core'
import { IconX } from '@tabler/icons-react'
import type { Settings } from '../../../shared/model/settings.ts'
import { optionsText } from '../words/files-text.ts'
import { OptionsFields } from './options-fields.tsx'
import { batchChoices, optionsFor, optionsOpen } from './options-state.ts'
import { chooseFolderForResults, chooseForBatch, putBesideOriginals } from './plan-actions.ts'
import { planState } from './plan-state.ts'

/** The docked panel with the choices for the next batch. */
export function OptionsPanel({ settings }: { readonly settings: Settings }) {
  const choices = batchChoices.use()
  const plan = planState.use()
  const folder = choices.folder
  return (
    <aside className="side" aria-label={optionsText.title}>
      <div className="stack">
        <div className="row">
          <h2 className="grow">{optionsText.title}</h2>
          <ActionIcon aria-label={optionsText.close} onClick={() => optionsOpen.set(false)}>
            <IconX size={16} aria-hidden />
          </ActionIcon>
        </div>
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
        <OptionsFields
          value={optionsFor(settings, choices, 'auto')}
          onChange={(change) => void chooseForBatch(change)}
          autoFrameLength={plan.kind === 'ready' ? plan.plan.frameLength : undefined}
        />
        <p className="small dim">{optionsText.forBatch}</p>
      </div>
    </aside>
  )
}

function chooseOutput(choice: string | null): void {
  if (choice === 'beside') void putBesideOriginals()
  else if (choice === 'choose') void chooseFolderForResults()
}
