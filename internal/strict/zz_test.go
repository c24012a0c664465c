package strict_test
import ("testing";"time";"strings";"sendsim/internal/strict")
func TestZZ(t *testing.T){
 n:=1<<20-10
 for name,s := range map[string]string{"x":strings.Repeat("x",n),"xnl":"a:\n"+strings.Repeat(" x\n",n/3-3),"q":"a: '"+strings.Repeat("x\n",n/2-9),"hash":strings.Repeat("#\n",n/2),"lit":"a: |\n"+strings.Repeat(" x\n",n/3-9),"keys":strings.Repeat("a: 1\n",13000),"list":strings.Repeat("- a\n",19000),"flow":"["+strings.Repeat("a,",19000)+"]","flowmap":"{"+strings.Repeat("a: 1,",9500)+"}","keys2":strings.Repeat("- a: 1\n",9000),"sp":strings.Repeat(" ",n),"nl":strings.Repeat("\n",n),"colon":strings.Repeat(":",n),"dash":strings.Repeat("-",n), "qq":strings.Repeat("\"\"",n/2), "amp":strings.Repeat("&a ",n/3),"pct":strings.Repeat("%\n",n/2),"docs":strings.Repeat("---\n",n/4),"gt":strings.Repeat("a: >\n",8000), "crlf": strings.Repeat("\r",n), "tab": strings.Repeat("\t",n),"brk":strings.Repeat("]",n)} {
  t0:=time.Now(); d:=strict.Parse("x",[]byte(s)); read(d); e:=d.Err(); el:=time.Since(t0)
  m:=""; if e!=nil {m=e.Error()}
  if el>200*time.Millisecond {t.Logf("%s %v %.100q",name,el,m)}
 }
}
