package workshop.ethernet;

/** Why something that was received goes no further. Each layer has an enum of its own reasons. */
public interface DropReason {
  /** The reason in a few words, for people. */
  String words();
}
