package workshop;

public final class NotDone extends Error {
  private static final long serialVersionUID = 1L;

  private final String exercise;

  public NotDone(String exercise, String chapter) {
    super("Exercise %s is not done yet: see %s".formatted(exercise, chapter));
    this.exercise = exercise;
  }

  public String exercise() {
    return exercise;
  }
}
