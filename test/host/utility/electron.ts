// What `electron` stands for in a utility process.
export { MessageChannelMain } from '../electron/message-ports.ts'
