import { Button, Loader } from '@mantine/core'
import { IconAlertTriangle, IconCircleCheck } from '@tabler/icons-react'
import type { TryResult } from '../../../../shared/model/key-page.ts'
import type { Problem } from '../../../../shared/model/problem.ts'
import { Size } from '../../ui/size.tsx'
import { Banner } from '../../ui/banner.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Fact } from '../../ui/fact.tsx'
import { Mono } from '../../ui/mono.tsx'
import { ProblemPanel } from '../../ui/problem-panel.tsx'
import { ScrollBox } from '../../ui/scroll-box.tsx'
import { tryPlaceText } from '../../words/try-here-text.ts'
import { type TryAct, tryActText, tryText as words } from '../../words/try-text.ts'
import type { TryFields } from './try-state.ts'
import type { Trial } from './use-try.ts'

interface TryOutcomeProps {
  readonly act: TryAct
  readonly trial: Trial
  /** The key is on this computer. */
  readonly here: boolean
  /** Goes on with the result in the act that undoes or proves it. */
  readonly onNext: (act: TryAct, fields: Partial<TryFields>) => void
}

/** What came of trying a key, read out when it is there. */
export function TryOutcome({ act, trial, here, onNext }: TryOutcomeProps) {
  const { busy, result, problem, closed } = trial
  return (
    <ScrollBox label={words.result} className="try-out">
      <h2>{result === null || result.valid !== null ? words.result : tryActText[act].done}</h2>
      <div aria-live="polite">
        {busy && (
          <span className="late">
            <Loader size={20} type="oval" aria-label={tryPlaceText(here).working} />
          </span>
        )}
        {problem !== null && <Failure act={act} problem={problem} />}
        {closed && <p className="mid dim">{words.closed}</p>}
        {!busy && problem === null && result === null && !closed && (
          <p className="mid dim">{words.nothingYet}</p>
        )}
        {result !== null && <Shown act={act} result={result} />}
      </div>
      {result !== null && (
        <div className="row try-next">
          <Next act={act} result={result} onNext={onNext} />
          <Button size="compact-sm" variant="subtle" onClick={trial.clear}>
            {words.cleared}
          </Button>
        </div>
      )}
    </ScrollBox>
  )
}

/** AWS KMS says the same of three causes, and here no file is at stake. */
function Failure({ act, problem }: { readonly act: TryAct; readonly problem: Problem }) {
  if (problem.code !== 'KMS_INVALID_CIPHERTEXT') {
    return <ProblemPanel problem={problem} what={tryActText[act].failed} />
  }
  return (
    <Banner alert tone="red" icon={IconAlertTriangle} title={tryActText[act].failed}>
      {words.notOpened}
    </Banner>
  )
}

function Shown({ act, result }: { readonly act: TryAct; readonly result: TryResult }) {
  const { valid, text, base64, savedAs } = result
  // A public key comes as PEM and as Base64 of the same; the text is what people paste.
  const body = savedAs === null ? (text ?? base64) : null
  return (
    <>
      {valid !== null && <Verdict valid={valid} />}
      {act === 'decrypt' && text === null && base64 !== null && <p className="small dim">{words.notText}</p>}
      {body !== null && body !== '' && (
        <div className="code try-code">
          <div className="code-head">
            <span className="grow">{text === null ? words.blob : words.text}</span>
            <CopyButton text={body} what="result" />
          </div>
          <ScrollBox label={tryActText[act].done} className="code-body">
            <pre className="sel">{body}</pre>
          </ScrollBox>
        </div>
      )}
      <ResultFacts of={result} />
    </>
  )
}

function Verdict({ valid }: { readonly valid: boolean }) {
  const Glyph = valid ? IconCircleCheck : IconAlertTriangle
  return (
    <div className="try-verdict">
      <Glyph className={valid ? 'i-green' : 'i-red'} size={20} stroke={1.75} aria-hidden />
      <div>
        <div className={valid ? 'strong t-green' : 'strong t-red'}>
          {valid ? words.holds : words.holdsNot}
        </div>
        <p className="mid soft">{valid ? words.holdsText : words.holdsNotText}</p>
      </div>
    </div>
  )
}

function ResultFacts({
  of: { savedAs, bytes, valid, keyArn, keyMaterialId, algorithm },
}: {
  readonly of: TryResult
}) {
  return (
    <dl className="facts">
      {savedAs !== null && <Fact label={words.savedAs}>{savedAs}</Fact>}
      {valid === null && (
        <Fact label={words.size}>
          <Size of={bytes} />
        </Fact>
      )}
      {keyArn !== null && (
        <Fact label={words.key}>
          <Mono head={12} tail={12} dim={false}>
            {keyArn}
          </Mono>
          <CopyButton text={keyArn} what="ARN" />
        </Fact>
      )}
      {keyMaterialId !== null && (
        <Fact label={words.material}>
          <Mono head={10} tail={8} dim={false}>
            {keyMaterialId}
          </Mono>
          <CopyButton text={keyMaterialId} what="material id" />
        </Fact>
      )}
      {algorithm !== null && (
        <Fact label={words.usedAlgorithm}>
          <span className="mono">{algorithm}</span>
        </Fact>
      )}
    </dl>
  )
}

interface NextProps {
  readonly act: TryAct
  readonly result: TryResult
  readonly onNext: TryOutcomeProps['onNext']
}

function Next({ act, result: { base64 }, onNext }: NextProps) {
  if (base64 === null) return null
  if (act === 'encrypt') {
    return (
      <Button size="compact-sm" onClick={() => onNext('decrypt', { blob: base64 })}>
        {words.openIt}
      </Button>
    )
  }
  if (act !== 'sign' && act !== 'mac') return null
  return (
    <Button
      size="compact-sm"
      onClick={() => onNext(act === 'sign' ? 'verify' : 'verifyMac', { proof: base64 })}
    >
      {act === 'sign' ? words.verifyIt : words.checkIt}
    </Button>
  )
}
