import { Select } from '@mantine/core'
import type { FormatChoice, PlanOptions } from '../../../shared/model/plan.ts'
import { blobText } from '../words/options-text.ts'
import { chooseForBatch } from './plan-actions.ts'

const forms: readonly { readonly value: FormatChoice; readonly label: string }[] = [
  { value: 'message', label: blobText.message },
  { value: 'kmsBlob', label: blobText.raw },
  { value: 'kmsBlobBase64', label: blobText.base64 },
]

/** What plain files become: encrypted files, or what `aws kms encrypt` makes of small ones. */
export function BlobField({ options }: { readonly options: PlanOptions }) {
  return (
    <Select
      label={blobText.title}
      description={options.format === 'message' ? blobText.note : blobText.lacks}
      data={forms}
      value={options.format}
      onChange={(choice) => {
        const form = forms.find(({ value }) => value === choice)
        if (form !== undefined) void chooseForBatch({ format: form.value })
      }}
    />
  )
}
