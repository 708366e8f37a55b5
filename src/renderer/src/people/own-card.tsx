import { Button } from '@mantine/core'
import { IconDownload, IconPencil } from '@tabler/icons-react'
import { useState } from 'react'
import type { OwnCard as Card } from '../../../shared/model/people.ts'
import { call, problemOf } from '../data/call.ts'
import { say } from '../data/notice.ts'
import { attempt } from '../data/trouble.ts'
import { CopyButton } from '../ui/copy-button.tsx'
import { Fact } from '../ui/fact.tsx'
import { ProblemPanel } from '../ui/problem-panel.tsx'
import { peopleText as words } from '../words/people-text.ts'
import { Fingerprint } from './fingerprint.tsx'
import { OwnNameDialog } from './name-dialogs.tsx'
import { QrPicture } from './qr-picture.tsx'
import { useOwnCard } from './use-people.ts'

/** The card of this keystore: what colleagues are given. */
export function OwnCard() {
  const { data: card, error } = useOwnCard()
  return (
    <section className="card own-card" aria-label={words.own}>
      <div className="grow">
        <h3>{words.own}</h3>
        <p className="mid soft">{words.ownNote}</p>
        {error !== null && <ProblemPanel problem={problemOf(error)} what={words.notRead} />}
        {card !== undefined && <CardFacts card={card} />}
      </div>
      {card !== undefined && <QrPicture text={card.text} label={words.qr} />}
    </section>
  )
}

function CardFacts({ card }: { readonly card: Card }) {
  const [isNaming, setNaming] = useState(false)
  return (
    <>
      <dl className="facts">
        <Fact label={words.ownName}>{card.name}</Fact>
        <Fact label={words.fingerprint}>
          <Fingerprint>{card.fingerprint}</Fingerprint>
        </Fact>
      </dl>
      <div className="row">
        <Button leftSection={<IconDownload size={14} aria-hidden />} onClick={() => void save()}>
          {words.save}
        </Button>
        <Button
          variant="subtle"
          leftSection={<IconPencil size={14} aria-hidden />}
          onClick={() => setNaming(true)}
        >
          {words.changeName}
        </Button>
        <CopyButton text={card.text} what={words.copy} />
      </div>
      <OwnNameDialog opened={isNaming} name={card.name} onClose={() => setNaming(false)} />
    </>
  )
}

async function save(): Promise<void> {
  await attempt(words.notSaved, async () => {
    const saved = await call('people.saveOwnCard', {})
    if (saved !== null) say(words.saved(saved.savedAs))
  })
}
