package oracle
import "math"
func mathSqrt(x float64) float64 { return math.Sqrt(x) }
