package main
import ("bufio";"encoding/json";"fmt";"os";"github.com/rostrum-watch/rostrum";"github.com/rostrum-watch/rostrum/internal/extract";"github.com/rostrum-watch/rostrum/internal/profile";"github.com/rostrum-watch/rostrum/profiles")
func main(){
 p,err:=profile.Load(os.DirFS("profiles"),"kcna-en"); _ = profiles.FS
 if err!=nil{fmt.Fprintln(os.Stderr,err);os.Exit(1)}
 e:=extract.New(p)
 f,_:=os.Open(os.Args[1]); sc:=bufio.NewScanner(f); sc.Buffer(nil,1<<26)
 w:=bufio.NewWriter(os.Stdout); defer w.Flush()
 want:=""; if len(os.Args)>2{want=os.Args[2]}
 for sc.Scan(){ var r struct{ID,Published,Title,Text,Lang string}; json.Unmarshal(sc.Bytes(),&r)
  if want!="" && want!=r.ID {continue}
  x:=&rostrum.Extraction{ID:r.ID}
  rep:=&rostrum.Report{ID:r.ID,Published:r.Published,Title:r.Title,Text:r.Text}
  if want!=""{ t:=e.Explain(rep,x); fmt.Fprintln(w,r.Title); fmt.Fprintln(w,r.Text); for _,s:=range t.Steps{fmt.Fprintln(w,s.Formula,"|",s.At.Quote(rep),"|",s.Outcome)}
    for _,ev:=range x.Events{ d,s,pl:="-","-","-"; if ev.Date!=nil{d=*ev.Date}; if ev.Site!=nil{s=*ev.Site}; if ev.Place!=nil{pl=*ev.Place}; fmt.Fprintln(w,"E",ev.Type,d,"|",s,"|",pl,"|",ev.Evidence); for _,a:=range ev.Participants{ po:="-"; if a.Post!=nil{po=*a.Post}; n:="?"; if a.Name!=nil{n=*a.Name}; fmt.Fprintln(w,"    ",n,"|",a.Role,"|",po)}}
    continue}
  e.Extract(rep,x)
  b,_:=json.Marshal(x); w.Write(b); w.WriteByte('\n')
 }
}
