/** Something that changes, and tells those who look at it. */
export class Observable {
  private readonly listeners = new Set<() => void>();

  /** Call `listener` after each change; returns what ends it. */
  observe(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  protected changed(): void {
    for (const listener of [...this.listeners]) listener();
  }
}
