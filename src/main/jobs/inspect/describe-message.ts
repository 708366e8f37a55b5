import type { InspectedDoor, InspectedMessage } from '../../../shared/model/inspection.ts'
import type { Problem } from '../../../shared/model/problem.ts'
import { problemOf } from '../../../shared/problem-of.ts'
import { shownText } from '../../../shared/shown-text.ts'
import { VaultError } from '../../../shared/vault-error.ts'
import type { RecognisedDoor } from '../../doors/key-services.ts'
import { suiteOf } from '../../message/algorithm-suite.ts'
import { headerHashOf } from '../../message/header-hash.ts'
import type { ParsedHeader } from '../../message/parsed-header.ts'
import type { MessageEnd } from './find-end.ts'

const longestProvider = 256
/** As long as the format allows a key or a value. */
const longestText = 65_535

/** A header as the page shows it. Whoever made the file chose its texts: they are cleaned for showing. */
export function describeMessage(
  header: ParsedHeader,
  doors: readonly RecognisedDoor[],
  end: MessageEnd,
): InspectedMessage {
  const suite = suiteOf(header.suite)
  const isFramed = header.contentType === 'framed'
  return {
    suite: header.suite,
    version: header.version,
    commits: suite.commits,
    signed: suite.signature !== 'none',
    framed: isFramed,
    frameLength: isFramed ? header.frameLength : null,
    messageId: Buffer.from(header.messageId).toString('hex'),
    headerHash: headerHashOf(header),
    headerBytes: header.headerLength,
    doors: header.encryptedDataKeys.flatMap(({ providerId }, index) => {
      const door = doors[index]
      return door === undefined ? [] : [describeDoor(door, providerId)]
    }),
    context: [...header.context].map(([key, value]) => ({
      key: shownText(key, longestText),
      value: shownText(value, longestText),
    })),
    ...end,
  }
}

function describeDoor(door: RecognisedDoor, providerId: Uint8Array): InspectedDoor {
  return {
    label: door.label,
    providerId: shownText(new TextDecoder().decode(providerId), longestProvider),
    account: door.account,
    region: door.region,
    keyMaterialId: door.keyMaterialId,
    problem: door.problem ?? problemOfState(door),
  }
}

/** A key that was listed as disabled or about to be deleted opens nothing, until somebody changes that. */
function problemOfState({ state, label }: RecognisedDoor): Problem | null {
  if (state === null || state === 'Enabled' || state === 'Updating') return null
  const code = state === 'Disabled' ? 'KEY_DISABLED' : 'KEY_STATE_INVALID'
  const facts = { name: label.name, state }
  return problemOf(
    new VaultError(code, 'this key does not decrypt in the state it was last seen in', { facts }),
  )
}
