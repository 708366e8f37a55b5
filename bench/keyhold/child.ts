// The process with Keyhold in it: no other contender shares its memory or its garbage collector. Arguments: the folder
// of its profile, and whether it works on one file at a time, on many under a local key or with reuse of data keys, or on
// keys.
import '../../src/main/thread-pool-size.ts'
import type { Command, Reply } from './commands.ts'
import { LocalKeystoreBench } from './local-keystore.ts'
import { ManyFiles } from './many-files.ts'
import { ManyKeys } from './many-keys.ts'
import { OneFile } from './one-file.ts'
import { timed } from '../timing.ts'
import type { Timing } from '../timing.ts'
import { writeNonFramed } from './write-non-framed.ts'

const [profile = '', works] = process.argv.slice(2)
const many = works === 'local' || works === 'reuse' ? await ManyFiles.start(profile, works) : null
const one = new OneFile(profile)
const keys = new ManyKeys(profile)
const local = new LocalKeystoreBench(profile)

function run(command: Command): Promise<Timing> {
  switch (command.act) {
    case 'encrypt':
      return one.encrypt(command.input, command.output, command.sealing)
    case 'decrypt':
      return one.decrypt(command.input, command.output)
    case 'verify':
      return one.verify(command.input)
    case 'move':
      return one.move(command.input, command.output)
    case 'writeNonFramed':
      return timed(() => writeNonFramed(command.input, command.output))
    case 'encryptAll':
    case 'decryptAll':
      if (many === null) throw new Error('this process works on one file at a time')
      return many.run(command.input, command.output, command.verify)
    case 'readKeys':
      return keys.read(command)
    case 'openKeys':
      return keys.open()
    case 'wrapLocal':
      return local.wrap(command.count)
    case 'listLocal':
      return local.list(command.count)
    case 'unlockLocal':
      return local.unlock()
  }
}

async function answer(command: Command): Promise<Reply> {
  const before = process.cpuUsage()
  try {
    const done = await run(command)
    const { user, system } = process.cpuUsage(before)
    return { done: { ...done, cpuSeconds: (user + system) / 1e6 } }
  } catch (error) {
    return { failed: error instanceof Error ? error.message : String(error) }
  }
}

const reply = (message: Reply): void => void process.send?.(message)

process.on('disconnect', () => process.exit())
process.on('message', (command: Command) => {
  void answer(command).then(reply)
})
reply({ ready: [process.pid, ...(many === null ? [] : [many.keystorePid])] })
