import { readSettings } from "./components/config/readSettings";
import { StickyApp } from "./components/stickyApp";

/** The program: Pulumi runs it and keeps what it returns as the stack's outputs. */
export = () => {
  const { name, args, options } = readSettings();
  const app = new StickyApp(name, args, options);
  return {
    /** Where the application is found, for a browser or curl. */
    url: app.url,
    /** The host name of `url`. */
    host: app.host,
    /** The name of the cookie that keeps a client on its pod. */
    cookieName: app.cookieName,
  };
};
