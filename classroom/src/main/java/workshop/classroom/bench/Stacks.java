package workshop.classroom.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The stacks of a phase that bench measures: from phase 8 on, one without offload and one with it.
 */
final class Stacks {
  static final String NO_OFFLOAD = "no-offload";

  private static final int FIRST_WITH_OFFLOAD = 8;

  private Stacks() {}

  /** Whether the stack of a phase leaves work to the device. */
  static boolean haveOffload(int phase) {
    return phase >= FIRST_WITH_OFFLOAD;
  }

  /**
   * The command that runs each, by its name, in the order of the table.
   *
   * @param phase its number
   * @param command runs the main of the phase
   */
  static Map<String, List<String>> of(int phase, List<String> command) {
    Map<String, List<String>> stacks = new LinkedHashMap<>();
    if (haveOffload(phase)) {
      List<String> without = new ArrayList<>(command);
      without.add("--" + NO_OFFLOAD);
      stacks.put(NO_OFFLOAD, without);
    }
    stacks.put("phase" + phase, command);
    return stacks;
  }
}
