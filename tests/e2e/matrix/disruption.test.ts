import { behind } from "../disruption/behind";

behind("contour");
