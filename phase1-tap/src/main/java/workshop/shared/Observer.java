package workshop.shared;

import java.nio.ByteBuffer;

/**
 * The stack tells it what happens. An observer cannot change what the stack does. Each phase has
 * its own interface for more events. A stack without an observer uses {@link #NOBODY}, whose empty
 * methods cost nothing.
 */
public interface Observer {
  Observer NOBODY = new Observer() {};

  /**
   * The stack drops something.
   *
   * @param bytes what it drops, from the header of the layer that drops it; valid only during this
   *     call
   */
  default void dropped(DropReason reason, ByteBuffer bytes) {}
}
