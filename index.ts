import { readSettings } from "./components/config/readSettings";
import { checkSettings } from "./components/config/checkSettings";
import { StickyApp } from "./components/stickyApp";

/** The program: Pulumi runs it and keeps what it returns as the stack's outputs. */
export = async () => {
  const settings = readSettings();
  await checkSettings(settings);
  const app = new StickyApp(settings.name, settings.args);
  return {
    /** Where the application is found, for a browser or curl. */
    url: app.url,
    /** The host name of `url`. */
    host: app.host,
    /** The name of the cookie that keeps a client on its pod. */
    cookieName: app.cookieName,
  };
};
