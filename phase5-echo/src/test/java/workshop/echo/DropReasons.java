package workshop.echo;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.List;
import workshop.shared.DropReason;

/** What the classes with a layer's reasons have in them. */
final class DropReasons {
  private DropReasons() {}

  /** All that a class has as its constants. */
  static List<DropReason> of(Class<?> layer) {
    List<DropReason> reasons = new ArrayList<>();
    try {
      for (Field field : layer.getFields()) {
        if (field.getType() == DropReason.class) {
          reasons.add((DropReason) field.get(null));
        }
      }
    } catch (IllegalAccessException e) {
      throw new AssertionError(e);
    }
    return reasons;
  }
}
