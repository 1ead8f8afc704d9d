package workshop.shared;

/**
 * Why the stack drops something. Each layer has a class with its reasons.
 *
 * @param words the reason in a few words, for people
 */
public record DropReason(String words) {

  @Override
  public String toString() {
    return words;
  }
}
