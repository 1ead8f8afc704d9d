package workshop.shared;

import java.nio.ByteBuffer;

/**
 * Is told what happens, and has no say in it. Each phase has more to tell, and an interface of its
 * own for that. A stack that nobody observes has {@link #NOBODY}, whose empty methods cost nothing.
 */
public interface Observer {
  Observer NOBODY = new Observer() {};

  /**
   * Something received goes no further.
   *
   * @param bytes what was dropped, from the header of the layer that drops it; valid only during
   *     this call
   */
  default void dropped(DropReason reason, ByteBuffer bytes) {}
}
