import { useAppInfo } from '../data/queries.ts'
import { Fact } from '../ui/fact.tsx'
import { sectionNames, settingsText as words } from '../words/settings-text.ts'

/** What this is, and which version. */
export function AboutSection() {
  const info = useAppInfo().data
  return (
    <>
      <h2>{sectionNames.about}</h2>
      <p className="mid soft set-p">{words.about}</p>
      <dl className="facts">
        {info !== undefined && (
          <>
            <Fact label={words.version}>{info.version}</Fact>
            <Fact label={words.system}>{words.platforms[info.platform]}</Fact>
            <Fact label={words.runs}>{info.host ?? words.electron}</Fact>
          </>
        )}
        <Fact label={words.format}>{words.formatText}</Fact>
        <Fact label={words.licence}>{words.licenceText}</Fact>
      </dl>
    </>
  )
}
