package workshop.reliability;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import workshop.testkit.Exercise;

@Order(35)
@Exercise("6.8")
@DisplayName("What the RFCs say, segment by segment")
class WireListInMemoryTest extends WireList {
  @Override
  WireHost start() throws Exception {
    return new StackHost();
  }
}
