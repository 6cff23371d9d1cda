/** A module that is loaded only when it is used, whether it came by `require` or by `import()`. */
export async function loaded<Module>(module: Module): Promise<Awaited<Module>> {
  return await module;
}
