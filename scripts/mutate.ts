import { Stryker } from '@stryker-mutator/core'
import { readMutationArguments } from './mutation/arguments.ts'
import { mutationTable } from './mutation/mutation-table.ts'
import { projectFolder } from './programs/project.ts'

// `npm run mutate [-- FILE ...] [--all]`: changes the code of message/, keyrings/ and secret/ in every small way and
// tells which changes no test notices. What an earlier run found is kept in out/mutation; `--all` begins anew.
// How it is set up stands in stryker.config.json. Its tsconfigFile names no file on purpose: Stryker would rewrite one
// with an interface that TypeScript 7 no longer has, and in the sandbox all paths are as they are here.
const { mutate, force } = readMutationArguments(process.argv.slice(2))
process.chdir(projectFolder)
const results = await new Stryker({ mutate: [...mutate], force }).runMutationTest()
console.log(mutationTable(results, projectFolder))
