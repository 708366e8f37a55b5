import type { InspectedMessage } from '../../../shared/model/inspection.ts'
import { exactBytes, frameBytes } from '../format/bytes.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact } from '../ui/fact.tsx'
import { Mono } from '../ui/mono.tsx'
import { inspectText as words, promises } from '../words/inspect-text.ts'
import { suiteWords } from '../words/suite-words.ts'

interface InspectFactsProps {
  readonly message: InspectedMessage
  /** Of the file, bytes. */
  readonly size: number
}

/** What a message says of itself: plain words, with the format's own under them. */
export function InspectFacts({ message, size }: InspectFactsProps) {
  const { suite, version, plaintextSize, framed, frameLength } = message
  return (
    <dl className="facts">
      <Fact label={words.protection} sub={words.suite(suite, version)}>
        <span>
          {suiteWords(suite)}. {promises(message)}
        </span>
      </Fact>
      <Fact label={words.size} sub={words.sizeSub}>
        {plaintextSize === null ? words.sizeUnknown : exactBytes(plaintextSize)}
      </Fact>
      <Fact label={words.fileSize}>{exactBytes(size)}</Fact>
      <Fact label={words.frames} sub={framed ? words.framesSub : words.oneFrameSub}>
        {framed && frameLength !== null ? frameBytes(frameLength) : words.oneFrame}
      </Fact>
      <Fact label={words.context} sub={words.contextNote}>
        {message.context.length === 0 ? words.noContext : <Pairs pairs={message.context} />}
      </Fact>
      <Fact label={words.header}>{exactBytes(message.headerBytes)}</Fact>
      <Id label={words.headerHash} sub={words.headerHashSub} what="header hash" id={message.headerHash} />
      <Id label={words.messageId} what="message id" id={message.messageId} />
    </dl>
  )
}

/** Pairs that Keyhold or the format wrote, by what they mean. */
const known: Readonly<Record<string, string>> = {
  'aws-crypto-public-key': words.publicKey,
  'keyhold:modified': words.keptTime,
}

function Pairs({ pairs }: { readonly pairs: InspectedMessage['context'] }) {
  return (
    <ul className="ctx">
      {pairs.map(({ key, value }) => (
        <li key={key}>
          <span className="mono ctx-k">{key}</span>
          <span className="mono dim ctx-v">{value}</span>
          {known[key] !== undefined && <span className="fact-sub">{known[key]}</span>}
        </li>
      ))}
    </ul>
  )
}

interface IdProps {
  readonly label: string
  readonly sub?: string
  readonly what: string
  readonly id: string
}

function Id({ label, sub, what, id }: IdProps) {
  return (
    <Fact label={label} {...(sub === undefined ? {} : { sub })}>
      <Mono head={10} tail={8}>
        {id}
      </Mono>
      <CopyButton text={id} what={what} />
    </Fact>
  )
}
