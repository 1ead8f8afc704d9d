package workshop.architecture.wrong.ring;

class Egg {
  static class Shell {
    Hen within;
  }
}
