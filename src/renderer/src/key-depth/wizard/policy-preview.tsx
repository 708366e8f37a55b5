import { Button } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import type { NewKeyDraft } from '../../../../shared/model/key-page.ts'
import { call, problemOf } from '../../data/call.ts'
import { copyText } from '../../data/copy.ts'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { policyText } from '../../words/policy-text.ts'
import { accessText as words } from '../../words/wizard-text.ts'
import { PolicyDocument } from '../policy/policy-document.tsx'

/** The policy that a key would get, as AWS is sent it. */
export function PolicyPreview({ draft }: { readonly draft: NewKeyDraft }) {
  const policy = useQuery({
    queryKey: ['key.draftPolicy', draft],
    queryFn: async () => await call('key.draftPolicy', draft),
    gcTime: 0,
  })
  if (policy.error !== null) return <ProblemPanel problem={problemOf(policy.error)} what={words.failed} />
  if (policy.data === undefined) return <output className="small dim">{words.reading}</output>
  const { document } = policy.data
  return (
    <div className="code preview">
      <div className="code-head">
        <span className="grow">{policyText.policyJson}</span>
        <Button size="compact-xs" variant="subtle" onClick={() => void copyText(document, policyText.copied)}>
          {policyText.copy}
        </Button>
      </div>
      <PolicyDocument document={document} marked={[]} show={null} />
    </div>
  )
}
