import { Button } from '@mantine/core'
import { IconAlertTriangle, IconMinus, IconPlus, IconShieldCheck } from '@tabler/icons-react'
import { useEffect, useRef } from 'react'
import type { KeyPolicy } from '../../../../shared/model/key-page.ts'
import type { AwsKeyRef, KeyRow } from '../../../../shared/model/key.ts'
import { problemOf } from '../../data/call.ts'
import { useKeyChange } from '../../data/key-change.ts'
import { keyPart } from '../../data/key-queries.ts'
import { say } from '../../data/notice.ts'
import { queryClient } from '../../data/query-client.ts'
import { listed } from '../../format/lists.ts'
import { Banner } from '../../ui/banner.tsx'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { policyEditText as words } from '../../words/policy-text.ts'
import { principalWords, rightWords } from '../../words/policy-words.ts'
import { diffCount } from './diff-hunks.ts'
import { DiffView } from './diff-view.tsx'
import { lineDiff } from './line-diff.ts'
import { policyChange, type RightsChange } from './policy-change.ts'

interface PolicyReviewProps {
  readonly row: KeyRow
  readonly keyRef: AwsKeyRef
  /** The policy as it is in AWS now, and as it would be. */
  readonly before: KeyPolicy
  readonly after: KeyPolicy
  /** The policy in AWS is not the one that the person began with. */
  readonly movedOn: boolean
  readonly onBack: () => void
  readonly onSaved: () => void
}

/** What a changed policy changes: for whom at the left, line by line at the right. Saved from here only. */
export function PolicyReview({ row, keyRef, before, after, movedOn, onBack, onSaved }: PolicyReviewProps) {
  const lines = lineDiff(before.document, after.document)
  const { added, removed } = diffCount(lines)
  const put = useKeyChange('manage.putPolicy')
  const title = useRef<HTMLHeadingElement>(null)
  useEffect(() => title.current?.focus(), [])
  const save = () =>
    put.mutate(
      { ref: keyRef, document: after.document },
      {
        onSuccess: (saved) => {
          queryClient.setQueryData(keyPart('key.policy', keyRef), saved)
          say(words.saved)
          onSaved()
        },
      },
    )
  return (
    <div className="split pol">
      <ScrollBox label={words.forWhom} className="pol-words">
        <h2 ref={title} tabIndex={-1}>
          {words.reviewTitle}
        </h2>
        <Changes of={policyChange(before, after)} usage={row.usage} />
        <div className="pol-cares">
          {movedOn && (
            <Banner tone="amber" icon={IconAlertTriangle} title={words.changedTitle} alert>
              {words.changedText}
            </Banner>
          )}
          {before.iamDecides && !after.iamDecides && (
            <Banner tone="amber" icon={IconAlertTriangle} title={words.noRootTitle} alert>
              {words.noRoot}
            </Banner>
          )}
          <Banner icon={IconShieldCheck} title={words.safetyTitle}>
            {words.safety}
          </Banner>
          <p className="small dim">
            {words.oldFiles} {words.takesEffect}
          </p>
          {put.error !== null && <ProblemPanel problem={problemOf(put.error)} what={words.notSaved} />}
        </div>
      </ScrollBox>
      <section className="pol-json" aria-label={words.inDocument}>
        <div className="pol-bar">
          <span className="mid dim tnum grow">{words.counts(added, removed)}</span>
          <Button size="compact-sm" variant="subtle" onClick={onBack}>
            {words.back}
          </Button>
          <Button
            size="compact-sm"
            variant="filled"
            disabled={put.isPending || added + removed === 0}
            onClick={save}
          >
            {words.save}
          </Button>
        </div>
        <DiffView lines={lines} />
      </section>
    </div>
  )
}

interface ChangesProps {
  readonly of: readonly RightsChange[]
  readonly usage: string | null
}

function Changes({ of: changes, usage }: ChangesProps) {
  const named = (rights: RightsChange['gains']) => listed(rights.map((right) => rightWords(right, usage)))
  return (
    <>
      {changes.length === 0 && <p className="mid soft">{words.sameRights}</p>}
      <ul className="pol-change">
        {changes.flatMap(({ principal, gains, loses }) => [
          gains.length > 0 && (
            <li key={`+ ${principal.id}`} title={principal.id}>
              <IconPlus className="i-accent" size={14} stroke={2} aria-hidden />
              <span>{words.gains(principalWords(principal), named(gains))}</span>
            </li>
          ),
          loses.length > 0 && (
            <li key={`- ${principal.id}`} title={principal.id}>
              <IconMinus className="i-dim" size={14} stroke={2} aria-hidden />
              <span>{words.loses(principalWords(principal), named(loses))}</span>
            </li>
          ),
        ])}
      </ul>
      <p className="small dim">{words.notWeighed}</p>
    </>
  )
}
