package workshop.speed;

import workshop.tap.MoreOptions;

/** {@code --no-offload}. */
final class OffloadOptions implements MoreOptions {
  private boolean wanted = true;

  /** Whether the device is asked to take work off the stack. */
  boolean isWanted() {
    return wanted;
  }

  @Override
  public String help() {
    return "  --no-offload      all work is done in the stack, as in phase 7\n";
  }

  @Override
  public boolean take(String option, Value value) {
    boolean known = option.equals("--no-offload");
    wanted &= !known;
    return known;
  }
}
