package workshop.classroom.watch;

/** Where a learner reads what the watch has found. */
interface Screen extends AutoCloseable {
  /** What a text is about. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD
  }

  /** Something new begins: what was there before is old. */
  void begin(String headline);

  /** One or more lines below what is there. */
  void add(Tone tone, String text);

  /** What goes on at the moment; it is replaced by what comes next. */
  void status(String text);

  /** Whether the learner can press keys here. */
  boolean hasKeys();

  /** Lets a program have the terminal, and takes it back. */
  void lend(Runnable program);

  @Override
  void close();
}
