import { Button, TextInput } from '@mantine/core'
import { IconCircleCheckFilled } from '@tabler/icons-react'
import { type ReactNode, useState } from 'react'
import type { RecoveryKit } from '../../../shared/model/recovery.ts'
import { namedIcon } from '../ui/named-icon.ts'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { firstRunText } from '../words/first-run-text.ts'
import { kitFormWords, recoveryText as words } from '../words/recovery-text.ts'
import { formOf } from './kit-making.ts'
import { KitSheet } from './kit-sheet.tsx'
import { KitWishFields } from './kit-wish-fields.tsx'
import { TryKit } from './try-kit.tsx'
import { useKitMaker } from './use-kit-maker.ts'

/** Makes a kit: how it is kept, saving it, and trying it. `kit`: one that was saved already and is gone on with. */
export function KitMaker({ kit: before }: { readonly kit: RecoveryKit | null }) {
  const maker = useKitMaker()
  const [trying, setTrying] = useState(false)
  const [tried, setTried] = useState<string | null>(null)
  const kit = before ?? maker.made?.kit ?? null
  const form = kit?.form ?? formOf(maker.wish)
  const isTried = tried !== null || (kit !== null && kit.rehearsedAt !== null)
  return (
    <div className="kit">
      <div className="kit-l">
        {kit === null ? (
          <KitWishFields wish={maker.wish} strength={maker.strength} onChange={maker.setWish} />
        ) : (
          <p className="mid soft">{kitFormWords(kit)}.</p>
        )}
        {maker.problem !== null && <ProblemPanel problem={maker.problem} what={words.notMade} />}
        <ol className="todo">
          <Step
            number={1}
            done={kit !== null}
            title={words.save}
            text={kit === null ? (maker.obstacle ?? words.saveNote) : savedWords(maker.made?.savedAs)}
          >
            {kit === null && (
              <Button
                variant="filled"
                disabled={maker.busy || maker.obstacle !== null}
                onClick={() => void maker.make()}
              >
                {maker.busy ? words.saving : words.saveDo}
              </Button>
            )}
          </Step>
          <Step
            number={2}
            done={isTried}
            title={words.try}
            text={isTried ? (tried ?? words.triedBefore) : words.tryNote}
          >
            {!isTried && (
              <Button
                variant={kit === null ? 'default' : 'filled'}
                disabled={kit === null}
                onClick={() => setTrying(true)}
              >
                {words.tryDo}
              </Button>
            )}
          </Step>
        </ol>
      </div>
      <div className="kit-sheet">
        <KitSheet
          kit={kit}
          form={form}
          threshold={kit?.threshold ?? maker.wish.threshold}
          madeFor={maker.wish.madeFor}
        />
        {kit === null && (
          <TextInput
            label={words.madeFor}
            description={words.madeForNote}
            inputWrapperOrder={['label', 'input', 'description']}
            value={maker.wish.madeFor}
            maxLength={64}
            autoComplete="off"
            onChange={(event) => maker.setWish({ ...maker.wish, madeFor: event.currentTarget.value })}
          />
        )}
      </div>
      {kit !== null && (
        <TryKit kit={kit} opened={trying} onClose={() => setTrying(false)} onTried={setTried} />
      )}
    </div>
  )
}

const savedWords = (names: readonly string[] | undefined): string =>
  names === undefined || names.length === 0 ? words.savedBefore : words.saved(names)

interface StepProps {
  readonly number: number
  readonly done: boolean
  readonly title: string
  readonly text: string
  readonly children: ReactNode
}

function Step({ number, done, title, text, children }: StepProps) {
  return (
    <li className={done ? 'done' : 'now'}>
      {done ? (
        <IconCircleCheckFilled className="i-green" size={20} {...namedIcon(firstRunText.done)} />
      ) : (
        <span className="fr-n">{number}</span>
      )}
      <div className="grow">
        <div className="strong">{title}</div>
        <div className="small dim wrap">{text}</div>
      </div>
      {children}
    </li>
  )
}
