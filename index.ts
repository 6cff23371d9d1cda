import { readSettings } from "./components/config/readSettings";
import { createApp } from "./components/createApp";

const app = createApp(readSettings());

/** Where the application is found, for a browser or curl. */
export const url = app.url;
/** The host name of `url`. */
export const host = app.host;
/** All host names that the application is served under. */
export const hosts = app.hosts;
/** A URL for each of them. */
export const urls = app.urls;
/** The name of the cookie that keeps a client on its pod. */
export const cookieName = app.cookieName;
