/**
 * What the name `electron` stands for where the app is type-checked against the host (tsconfig.host.json): values and
 * types that the host has, and nothing else. Never loaded; at run time the name stands for electron/index.ts.
 */
import type * as appSurface from './app.ts'
import type * as windowSurface from './browser-window.ts'
import type { MainSurface } from './index.ts'
import type * as preloadSurface from './preload.ts'
import type * as utilitySurface from './utility-process.ts'

export declare const app: MainSurface['app']
export declare const BrowserWindow: MainSurface['BrowserWindow']
export declare const clipboard: MainSurface['clipboard']
export declare const contextBridge: preloadSurface.ContextBridge
export declare const dialog: MainSurface['dialog']
export declare const ipcMain: MainSurface['ipcMain']
export declare const ipcRenderer: preloadSurface.IpcRenderer
export declare const Menu: MainSurface['Menu']
export declare const MessageChannelMain: MainSurface['MessageChannelMain']
export declare const nativeTheme: MainSurface['nativeTheme']
export declare const net: MainSurface['net']
export declare const powerMonitor: MainSurface['powerMonitor']
export declare const protocol: MainSurface['protocol']
export declare const screen: MainSurface['screen']
export declare const session: MainSurface['session']
export declare const shell: MainSurface['shell']
export declare const utilityProcess: MainSurface['utilityProcess']
export declare const webContents: MainSurface['webContents']
export declare const webUtils: preloadSurface.WebUtils

export type App = appSurface.App
export type BrowserWindow = windowSurface.BrowserWindow
export type BrowserWindowConstructorOptions = windowSurface.BrowserWindowConstructorOptions
export type WebPreferences = windowSurface.WebPreferences
export type MessageChannelMain = utilitySurface.MessageChannelMain
export type { Clipboard, Dialog, NativeTheme, Net, PowerMonitor, Screen, Shell } from './desktop.ts'
export type { IpcMain, IpcMainEvent, IpcMainInvokeEvent } from './ipc-main.ts'
export type { Menu as ApplicationMenu, MenuItem, MenuItemConstructorOptions } from './menu.ts'
export type { IpcRendererEvent } from './preload.ts'
export type { Protocol, Session, WebRequest } from './session.ts'
export type { ForkOptions, MessagePortMain, UtilityProcess } from './utility-process.ts'
export type { WebContents, WebFrameMain } from './web-contents.ts'

// Plain data, the same for both.
export type CustomScheme = Electron.CustomScheme
export type Event<Parameters extends object = object> = Electron.Event<Parameters>
export type HandlerDetails = Electron.HandlerDetails
export type MessageBoxOptions = Electron.MessageBoxOptions
export type OpenDialogOptions = Electron.OpenDialogOptions
export type ParentPort = Electron.ParentPort
export type Rectangle = Electron.Rectangle
