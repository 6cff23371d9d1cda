/** How much a ratio may grow before it counts as lost: what noise does not do, and a forgotten cache does. */
export const allowedGrowth = 4 / 3;
