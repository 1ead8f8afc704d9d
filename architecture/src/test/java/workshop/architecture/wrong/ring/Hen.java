package workshop.architecture.wrong.ring;

class Hen {
  Egg laid;
}
