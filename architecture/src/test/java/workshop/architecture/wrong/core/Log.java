package workshop.architecture.wrong.core;

/** May print, where it is outside the core. */
class Log {
  static void print() {
    System.out.println();
  }
}
