/** Lets what waits in the event loop go first: sockets above all. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve);
  });
}
