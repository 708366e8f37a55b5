import { IconEyeOff } from '@tabler/icons-react'
import type { KeyRef, KeyRow } from '../../../shared/model/key.ts'
import { Banner } from '../ui/banner.tsx'
import { CopyForAdministrator } from '../ui/problem-panel.tsx'
import { localTagsAbout, tagsText as words } from '../words/key-labels-text.ts'
import { NewTag } from './new-tag.tsx'
import { TagTable } from './tag-table.tsx'

/** The Tags tab: names and values on a key, added, changed and removed within the limits of KMS. */
export function TagsTab({ row }: { readonly row: KeyRow }) {
  return <Tags row={row} of={row.ref} />
}

const action = 'kms:ListResourceTags'

function Tags({ row, of }: { readonly row: KeyRow; readonly of: KeyRef }) {
  const tags = row.tags ?? {}
  return (
    <div className="body ktab">
      <div className="part-bar">
        <div className="grow">
          <h2>{row.tags === null ? words.denied : words.title(Object.keys(tags).length)}</h2>
          <p className="mid soft part-about">{row.ref.service === 'local' ? localTagsAbout : words.about}</p>
        </div>
      </div>
      {row.tags === null && (
        <Banner
          icon={IconEyeOff}
          title={words.denied}
          actions={
            <CopyForAdministrator
              problem={{
                code: 'KMS_ACCESS_DENIED',
                message: `aws kms refused ${action}`,
                facts: { action, keyArn: row.arn ?? row.keyId },
              }}
            />
          }
        >
          {words.deniedText(action)}
        </Banner>
      )}
      {Object.keys(tags).length > 0 && <TagTable row={row} of={of} tags={tags} />}
      <NewTag row={row} of={of} tags={tags} />
    </div>
  )
}
