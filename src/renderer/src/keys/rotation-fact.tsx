import { Button } from '@mantine/core'
import type { KeyRow } from '../../../shared/model/key.ts'
import { goToKey } from '../app/place.ts'
import { refId } from '../data/key-ref.ts'
import { usePolicyDays } from '../data/use-policy-days.ts'
import { Fact } from '../ui/fact.tsx'
import { useNow } from '../ui/use-now.ts'
import { keyFactsText as words, keysText } from '../words/keys-text.ts'
import { tabNames } from '../words/key-page-text.ts'
import { standingWords } from '../words/standing-words.ts'
import { keyStanding } from './key-standing.ts'

/** How a key's rotation stands, with the way to its tab. */
export function RotationFact({ row }: { readonly row: KeyRow }) {
  const policyDays = usePolicyDays()
  const standing = keyStanding(row, policyDays, useNow())
  const denied = standing.kind === 'notKnown' && row.denied.includes('kms:GetKeyRotationStatus')
  const said = standingWords(standing, row, policyDays)
  return (
    <Fact label={words.rotation} sub={denied ? 'kms:GetKeyRotationStatus' : undefined}>
      {denied ? keysText.notAllowed : `${said.words}, ${said.sub}`}
      <Button
        size="compact-xs"
        variant="subtle"
        className="link"
        onClick={() => goToKey(refId(row.ref), 'rotation')}
      >
        {tabNames.rotation}
      </Button>
    </Fact>
  )
}
