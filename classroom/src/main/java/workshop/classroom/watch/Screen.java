package workshop.classroom.watch;

/** The screen on which a learner reads what the watch has found. */
interface Screen extends AutoCloseable {
  /** What a text is about. */
  enum Tone {
    PLAIN,
    GOOD,
    BAD
  }

  /** Something new begins: the lines before it are old. */
  void begin(String headline);

  /** One or more lines below what is there. */
  void add(Tone tone, String text);

  /** The current activity; the next lines replace it. */
  void status(String text);

  /** Whether the learner can press keys here. */
  boolean hasKeys();

  /** Lets a program have the terminal, and takes it back. */
  void lend(Runnable program);

  @Override
  void close();
}
