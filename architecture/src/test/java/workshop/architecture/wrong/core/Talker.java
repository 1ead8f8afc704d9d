package workshop.architecture.wrong.core;

/** Does not print, but has it printed. */
class Talker {
  void talk() {
    Log.print();
  }
}
