package workshop.shared;

/**
 * Why something that was received goes no further. Each layer has a class of its own reasons.
 *
 * @param words the reason in a few words, for people
 */
public record DropReason(String words) {

  @Override
  public String toString() {
    return words;
  }
}
